"""The text of a document: what it is, and how each output is held to account for it.

Views say what "the text" is, the proof holds a document against its transcription, the readers
read finished outputs back, the ledger compares. Nothing here renders or writes a file.
"""
