"""Reading of what authorities publish about procedures: files in, procedures and complaints out.

Pure but for `sheets.read`: what is in a cell is decided without a disk.
"""
