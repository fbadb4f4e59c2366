"""The room: what people may do in it, and how everybody in it hears.

Can be called from a socket, a command line or a test alike; refuses to know sockets, pages and Redis.
"""
