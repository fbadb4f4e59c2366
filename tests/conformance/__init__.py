"""What any service that speaks the protocol does, seen from its address alone."""
