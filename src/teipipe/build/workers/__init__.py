"""Workers: the processes and machines that build documents, and what is handed to them."""
