"""Data as earlier releases wrote them, one file a layout, and the script that has the present release write its own."""
