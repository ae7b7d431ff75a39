"""Load the demo clinic of `demo/`, its dates relative to today, and remove it again."""
