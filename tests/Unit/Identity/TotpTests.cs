using Gezhi.Identity.Accounts;
using Gezhi.Identity.SecondFactors;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Identity;

public sealed class TotpTests
{
    /// <summary>"12345678901234567890" in Base32, the secret of the vectors in RFC 6238, appendix B.</summary>
    private const string Secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void The_codes_are_those_of_the_standard(long seconds, string code) =>
        Totp.Code(Secret, Totp.StepOf(DateTime.UnixEpoch.AddSeconds(seconds))).ShouldBe(code);

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void A_clock_may_be_half_a_minute_off(int steps, bool fits)
    {
        var now = DateTime.UnixEpoch.AddSeconds(1234567890);

        (Totp.Match(Secret, Totp.Code(Secret, Totp.StepOf(now) + steps), now, lastStep: 0) is not null).ShouldBe(fits);
    }

    [Fact]
    public void A_code_opens_once_and_no_earlier_one_opens_after_it()
    {
        var now = DateTime.UnixEpoch.AddSeconds(1234567890);
        var step = Totp.StepOf(now);

        Totp.Match(Secret, Totp.Code(Secret, step), now, step - 1).ShouldBe(step);
        Totp.Match(Secret, Totp.Code(Secret, step), now, step).ShouldBeNull();
        Totp.Match(Secret, Totp.Code(Secret, step - 1), now, step).ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("abcdef")]
    [InlineData("１２３４５６")]
    public void Nonsense_is_no_code(string typed) => Totp.Match(Secret, typed, DateTime.UnixEpoch.AddSeconds(59), 0).ShouldBeNull();

    [Fact]
    public void Secrets_are_twenty_random_bytes_that_every_app_reads()
    {
        var made = Enumerable.Range(0, 200).Select(_ => Totp.NewSecret()).ToList();

        made.ShouldBeUnique();
        made.ShouldAllBe(s => s.Length == 32 && s.All(c => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".Contains(c)));
    }

    [Theory]
    [InlineData("P@ssw0rd")]
    [InlineData("Password123!")]
    [InlineData("Admin@123")]
    [InlineData("Aa123456")]
    [InlineData("Qwer1234")]
    [InlineData("Zhengzhou2026!")]
    [InlineData("1qaz@WSX")]
    [InlineData("Woaini520!")]
    [InlineData("Iloveyou#1")]
    [InlineData("Gezhi@2026")]
    [InlineData("AdminPassword1")]
    [InlineData("aaaaAAAA1111")]
    [InlineData("2026Wanggeyuan")]
    public void What_everybody_tries_first_is_no_password(string password) => CommonPasswords.Contains(password).ShouldBeTrue();

    [Theory]
    [InlineData("Lamp-on-Willow-1")]
    [InlineData("Elm-by-the-river-7")]
    [InlineData("kT7#vPq2xZ")]
    [InlineData("柳巷路灯不亮Ab1")]
    [InlineData("Zhengzhou-Peach-Lane-4")]
    public void A_phrase_of_ones_own_passes(string password) => CommonPasswords.Contains(password).ShouldBeFalse();
}
