"""The screens, a folder a section. Only ``registry`` names them all; they do not import each other."""
