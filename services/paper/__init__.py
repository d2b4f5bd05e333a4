"""What goes out by post (ADR 0047).

queue     a letter for each reader whom no mail reaches      waiting   what agents see and mark
printing  the PDF of one, in its reader's language
"""
