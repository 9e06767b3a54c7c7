using System.Globalization;
using Gezhi.Cases.Resident;
using Gezhi.Platform.Texts;
using Gezhi.Platform.Time;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Resident;

public sealed class MomentsTests
{
    [Theory]
    [InlineData("zh-CN", "2026-03-05T06:26:00Z", "今天 14:26")]
    [InlineData("zh-CN", "2026-03-04T15:59:00Z", "昨天 23:59")]
    [InlineData("zh-CN", "2026-03-04T16:00:00Z", "今天 00:00")]
    [InlineData("zh-CN", "2026-03-06T10:00:00Z", "明天 18:00")]
    [InlineData("zh-CN", "2026-02-05T10:00:00Z", "2 月 5 日 18:00")]
    [InlineData("zh-CN", "2025-12-31T10:00:00Z", "2025 年 12 月 31 日 18:00")]
    [InlineData("en", "2026-03-05T06:26:00Z", "today 14:26")]
    [InlineData("en", "2025-12-31T10:00:00Z", "31 Dec 2025 18:00")]
    public void An_instant_is_said_as_people_in_Zhengzhou_say_it(string language, string utc, string said)
    {
        var (culture, ui) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            var texts = new JsonTexts([typeof(Moments).Assembly]);
            var moments = new Moments(texts, WorkCalendar.China, new Thursday());

            moments.Say(DateTime.Parse(utc, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal)).ShouldBe(said);
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, ui);
        }
    }

    private sealed class Thursday : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 3, 5, 7, 0, 0, TimeSpan.Zero);
    }
}
