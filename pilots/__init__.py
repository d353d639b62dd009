"""What takes place and what is proposed: activities and pilot projects."""
