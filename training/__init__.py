"""How the shipped weights were made: readers, model, trainer, evaluator, export."""
