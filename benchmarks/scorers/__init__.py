"""One scorer a task. Each has ``count(gold, said)``, what one unit (row or article) adds, and ``figures(counts)``.

Splitting them so lets a bootstrap draw units with replacement without scoring them anew.
"""
