"""The embedded Valkey: started, locked, watched and repaired here; nobody else knows its files."""
