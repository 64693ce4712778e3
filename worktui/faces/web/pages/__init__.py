"""The pages, one file each: what is asked for, what is answered."""
