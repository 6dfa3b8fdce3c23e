"""Deposit: from an edition to a package that a repository takes, and back to the proof of it.

`metadata` is the one model; every crosswalk and every target has a file of its own and knows no
other. What is read from headers is in `headers`, what several headers and the project say together
in `gathering`. Nothing here writes into the project; packages are written beside it.
"""
