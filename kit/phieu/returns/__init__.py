"""What came back: a form's return, its status, the dataset, and what still waits for a person."""
