"""The run: discover documents, read and understand each, write the dataset, report."""
