using System.Net;
using Gezhi.Platform.Notify;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Notices;

public class QuietHoursTests
{
    private static readonly TimeZoneInfo Zhengzhou = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private static readonly QuietHours Night = new(new TimeOnly(22, 0), new TimeOnly(7, 0));

    [Theory]
    [InlineData("2026-03-05 13:59", "2026-03-05 13:59")] // 21:59
    [InlineData("2026-03-05 14:00", "2026-03-05 23:00")] // 22:00 → 07:00
    [InlineData("2026-03-05 18:30", "2026-03-05 23:00")] // 02:30 → 07:00
    [InlineData("2026-03-05 23:00", "2026-03-05 23:00")] // 07:00
    public void What_falls_into_the_night_waits_for_the_morning(string utc, string expected) =>
        Night.After(Utc(utc), Zhengzhou).ShouldBe(Utc(expected));

    [Fact]
    public void The_same_hour_twice_means_never_quiet() =>
        new QuietHours(new TimeOnly(9, 0), new TimeOnly(9, 0)).After(Utc("2026-03-05 01:00"), Zhengzhou).ShouldBe(Utc("2026-03-05 01:00"));

    [Fact]
    public void The_next_digest_is_never_now() =>
        QuietHours.Next(Utc("2026-03-05 00:30"), new TimeOnly(8, 30), Zhengzhou).ShouldBe(Utc("2026-03-06 00:30"));

    [Theory]
    [InlineData("退订", true)]
    [InlineData(" ｔｄ ", true)]
    [InlineData("TD。", true)]
    [InlineData("恢复", false)]
    [InlineData("我家的退订单不对", null)]
    [InlineData(null, null)]
    public void Only_the_word_alone_stops_messages(string? text, bool? expected) => StoppedAddress.Means(text).ShouldBe(expected);

    [Theory]
    [InlineData("1.1.1.1", true)]
    [InlineData("2400:3200::1", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("198.18.0.1", false)]
    [InlineData("203.0.113.9", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("ff02::1", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("2002:a00:1::1", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("2001:0:7f00:1::1", false)]
    [InlineData("3fff:1::1", false)]
    [InlineData("192.88.99.1", false)]
    [InlineData("192.2.0.1", true)]
    [InlineData("2001:250::1", true)]
    public void Only_public_addresses_are_called(string address, bool expected) =>
        CallbackAddress.IsPublic(IPAddress.Parse(address)).ShouldBe(expected);

    [Fact]
    public void A_template_fills_what_it_knows_and_leaves_other_braces_alone() =>
        Template
            .Fill(
                """{"to":"{address}","x":{"y":"{z}"}}{""",
                new Dictionary<string, string> { ["address"] = "a\"b" },
                Template.For("application/json")
            )
            .ShouldBe("""{"to":"a\u0022b","x":{"y":"{z}"}}{""");

    private static DateTime Utc(string text) =>
        DateTime.SpecifyKind(
            DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture),
            DateTimeKind.Utc
        );
}
