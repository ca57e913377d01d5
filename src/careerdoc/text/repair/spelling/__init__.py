"""How likely a text is: by how languages spell and how punctuation sits in them."""
