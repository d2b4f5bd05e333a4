"""What a click reads beside the session and its user."""

from django.db import models


class Account(models.Model):
    number = models.CharField(max_length=20, unique=True)
    balance = models.IntegerField()


class BusinessDay(models.Model):
    days = models.IntegerField()


class Transaction(models.Model):
    account = models.ForeignKey(Account, models.CASCADE)


class Schedule(models.Model):
    account = models.ForeignKey(Account, models.CASCADE)
    payment = models.IntegerField()
    rate = models.CharField(max_length=10)
