"""The commands: the arguments of each as a dataclass, and what it does with them."""
