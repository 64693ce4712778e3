"""The pages of `worktui serve`: booking, forms, webhooks, shared status. An extra (`web`)."""
