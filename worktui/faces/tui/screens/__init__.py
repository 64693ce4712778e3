"""The places of the app, one file each; each is imported when it is first gone to."""
