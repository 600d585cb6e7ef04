"""Open answers coded: code frames, two coders blind to each other, agreement, suggestions."""
