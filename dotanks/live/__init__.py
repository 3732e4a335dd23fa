"""Live rooms: one shared document, many people at once, stored before anybody else sees it."""
