"""SMS: what one is and costs, the centre that accepts and delivers, and the virtual handset at the other end."""
