using Gezhi.Identity.Accounts;
using Gezhi.Identity.Residents;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Identity;

public sealed class SecretTests
{
    private static readonly DateTime Now = new(2026, 3, 2, 1, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("Short-1", "password.length")]
    [InlineData("alllowercase", "password.too-simple")]
    [InlineData("lower-case-only", "password.too-simple")]
    [InlineData("12345678Abc", "password.common")]
    [InlineData("93075518Fenglin", null)]
    [InlineData("柳巷路灯不亮Ab1", null)]
    [InlineData("Zhao.Min-2026", "password.like-name")]
    [InlineData("Lamp-on-Willow-1", null)]
    public void A_password_needs_eight_characters_of_three_kinds_and_not_the_name(string password, string? problem) =>
        PasswordRule.Problem("zhao.min", password).ShouldBe(problem);

    [Fact]
    public void A_password_of_65_characters_is_refused() =>
        PasswordRule.Problem("zhao.min", new string('a', 63) + "B1").ShouldBe("password.length");

    [Fact]
    public void One_time_passwords_pass_the_rule_and_never_repeat()
    {
        var made = Enumerable.Range(0, 1000).Select(_ => OneTimePassword.New("zhao.min")).ToList();

        made.ShouldBeUnique();
        made.ShouldAllBe(p => PasswordRule.Problem("zhao.min", p) == null && p.Length == 14);
    }

    [Fact]
    public void The_fifth_try_locks_until_a_quarter_of_an_hour_later()
    {
        var account = new Account();
        for (var i = 0; i < Account.MostTries; i++)
            account.BeginTry(Now).ShouldBeTrue();

        account.BeginTry(Now).ShouldBeFalse();
        account.BeginTry(Now.AddMinutes(15).AddMilliseconds(-1)).ShouldBeFalse();
        account.BeginTry(Now.AddMinutes(15)).ShouldBeTrue();
        account.FailedTries.ShouldBe(1);
    }

    [Fact]
    public void The_right_password_at_the_fifth_try_opens_and_counts_anew()
    {
        var account = new Account();
        for (var i = 0; i < Account.MostTries; i++)
            account.BeginTry(Now);

        account.SignedIn(Now);

        account.IsLocked(Now).ShouldBeFalse();
        account.FailedTries.ShouldBe(0);
    }

    [Fact]
    public void A_password_set_ninety_days_ago_is_due()
    {
        var account = new Account { PasswordHash = "…", PasswordSetAt = Now };

        account.NeedsNewPassword(Now.AddDays(90).AddMilliseconds(-1)).ShouldBeFalse();
        account.NeedsNewPassword(Now.AddDays(90)).ShouldBeTrue();
    }

    [Fact]
    public void A_code_has_one_id_a_phone_and_minute()
    {
        byte[] phone = [.. Enumerable.Range(0, 16).Select(i => (byte)i)],
            other = [.. phone.Reverse()];

        OneTimeCode.IdOf(phone, Now).ShouldBe(OneTimeCode.IdOf(phone, Now.AddSeconds(59)));
        OneTimeCode.IdOf(phone, Now).ShouldNotBe(OneTimeCode.IdOf(phone, Now.AddSeconds(60)));
        OneTimeCode.IdOf(phone, Now).ShouldNotBe(OneTimeCode.IdOf(other, Now));
    }
}
