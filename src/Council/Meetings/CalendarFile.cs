using System.Globalization;
using System.Text;

namespace Gezhi.Council.Meetings;

/// <summary>Writes a meeting so that calendars take it in: RFC 5545, times in UTC, lines folded at 75 octets. 会议日历文件</summary>
internal static class CalendarFile
{
    private const int LongestLine = 75;

    public static string Of(Meeting meeting, DateTime now)
    {
        var text = new StringBuilder();
        Line(text, "BEGIN:VCALENDAR");
        Line(text, "VERSION:2.0");
        Line(text, "PRODID:-//Gezhi//Council//ZH");
        Line(text, "METHOD:PUBLISH");
        Line(text, "BEGIN:VEVENT");
        Line(text, $"UID:{meeting.Id:N}@gezhi");
        Line(text, $"SEQUENCE:{meeting.Version.ToString(CultureInfo.InvariantCulture)}");
        Line(text, $"DTSTAMP:{Utc(now)}");
        Line(text, $"DTSTART:{Utc(meeting.BeginsAt)}");
        Line(text, $"DTEND:{Utc(meeting.EndsAt)}");
        Line(text, $"SUMMARY:{Escaped(meeting.Title)}");
        Line(text, $"LOCATION:{Escaped(meeting.Place)}");
        Line(text, $"DESCRIPTION:{Escaped(meeting.Agenda)}");
        Line(text, meeting.State == MeetingState.CalledOff ? "STATUS:CANCELLED" : "STATUS:CONFIRMED");
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
