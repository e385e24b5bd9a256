"""Money in whole minor units, and the double-entry journal that it moves through."""
