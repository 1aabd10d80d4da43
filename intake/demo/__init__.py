"""An invented office to try things out: members, and cases made with the program's own verbs.

`texts` reads what people say, `mix` decides who asks what, `diary` when, `fates` how it ends;
`script` writes the history of each case and `stage` plays it. The same seed and day give the same
office; keys and codes are random, as everywhere.
"""
