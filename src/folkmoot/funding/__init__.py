"""How readers keep a newspaper alive: campaigns, what is given to them, and the journal that is never wrong by a cent."""
