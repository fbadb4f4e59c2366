"""What somebody who watches everything can find out about a ballot."""
