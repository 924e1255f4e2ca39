"""The portal as people and operators meet it: production settings, real processes, real clicks, both databases."""
