using System.Globalization;
using System.Text;

namespace Gezhi.Community.Activities;

/// <summary>Writes an activity so that calendars take it in: RFC 5545, times in UTC, lines folded at 75 octets. 活动日历文件</summary>
internal static class CalendarFile
{
    private const int LongestLine = 75;

    public static string Of(Activity activity, DateTime now)
    {
        var text = new StringBuilder();
        Line(text, "BEGIN:VCALENDAR");
        Line(text, "VERSION:2.0");
        Line(text, "PRODID:-//Gezhi//Community//ZH");
        Line(text, "METHOD:PUBLISH");
        Line(text, "BEGIN:VEVENT");
        Line(text, $"UID:{activity.Id:N}@gezhi");
        Line(text, $"SEQUENCE:{activity.Version.ToString(CultureInfo.InvariantCulture)}");
        Line(text, $"DTSTAMP:{Utc(now)}");
        Line(text, $"DTSTART:{Utc(activity.BeginsAt)}");
        Line(text, $"DTEND:{Utc(activity.EndsAt)}");
        Line(text, $"SUMMARY:{Escaped(activity.Title)}");
        Line(text, $"LOCATION:{Escaped(activity.Place)}");
        Line(text, $"DESCRIPTION:{Escaped(activity.Words)}");
        Line(text, activity.State == ActivityState.CalledOff ? "STATUS:CANCELLED" : "STATUS:CONFIRMED");
        Line(text, "END:VEVENT");
        Line(text, "END:VCALENDAR");
        return text.ToString();
    }

    private static string Utc(DateTime at) => at.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static string Escaped(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace(";", "\\;", StringComparison.Ordinal)
            .Replace(",", "\\,", StringComparison.Ordinal)
            .Replace("\r", "", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal);

    /// <summary>A long line goes on in the next one, after a blank; never in the middle of a character.</summary>
    private static void Line(StringBuilder text, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LongestLine)
            {
                text.Append("\r\n ");
                octets = 1;
            }
            text.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }
        text.Append("\r\n");
    }
}
