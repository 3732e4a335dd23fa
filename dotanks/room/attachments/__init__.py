"""Pictures in a room: put in by who writes there, seen by who reads it or a version that shows them."""
