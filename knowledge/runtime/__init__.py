"""How does work share one process? Who asks goes first, slow work leaves the event loop."""
