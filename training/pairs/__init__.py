"""The pair encoder: whether a text entails, contradicts or leaves open another."""
