"""The frame: the administrative units and the bodies in them that should answer."""
