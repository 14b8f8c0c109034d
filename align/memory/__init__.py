"""Translation memory: what was approved in this project, and files of others, for the same and for like sentences."""
