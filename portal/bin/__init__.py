"""The bin: what somebody deletes stays for thirty days and can be put back where it was."""
