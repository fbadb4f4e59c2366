"""The WebSocket server: how connections come in, frames in and out, one person on one connection."""
