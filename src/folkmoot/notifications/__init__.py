"""What people are sent: each letter is a row before it is a letter, so that none is forgotten and none sent twice."""
