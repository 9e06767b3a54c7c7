using System.Globalization;
using System.Text;
using Gezhi.Cases.Contract;
using Gezhi.Platform.Data;
using Gezhi.Platform.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Indicators.Response;

/// <summary>When a case came into which state, in one short line: all that response analysis reads. 案件历程线</summary>
/// <remarks>Made anew from the timeline together with <see cref="Facts.CaseFact"/>; says nothing of people or texts.</remarks>
public sealed class CasePath : ITenantRow
{
    /// <summary>Longest line, characters; a case with more moves keeps the first ones and its last state.</summary>
    public const int Longest = 1000;

    public int DistrictId { get; init; }
    public Guid CaseId { get; init; }
    public DateOnly ReportedOn { get; set; }
    public string AreaCode { get; set; } = "";

    /// <summary>Empty until somebody chose one.</summary>
    public string CategoryKey { get; set; } = "";

    public Channel Channel { get; set; }

    /// <summary>Lead unit; empty before dispatch.</summary>
    public string UnitCode { get; set; } = "";

    /// <summary>Whole minutes from 1970-01-01 UTC to the report.</summary>
    public int ReportedMinute { get; set; }

    /// <summary>Letters and minutes after the report, see <see cref="PathText"/>.</summary>
    public string Path { get; set; } = "";

    /// <param name="calendar">For local days.</param>
    internal static CasePath Of(int districtId, CaseHistory one, WorkCalendar calendar) =>
        new()
        {
            DistrictId = districtId,
            CaseId = one.CaseId,
            ReportedOn = calendar.LocalDay(one.CreatedAt),
            AreaCode = one.AreaCode,
            CategoryKey = one.CategoryKey ?? "",
            Channel = one.Channel,
            UnitCode = one.UnitCode ?? "",
            ReportedMinute = PathText.MinuteOf(one.CreatedAt),
            Path = PathText.Of(one),
        };

    internal void Take(CasePath other) =>
        (ReportedOn, AreaCode, CategoryKey, Channel, UnitCode, ReportedMinute, Path) = (
            other.ReportedOn,
            other.AreaCode,
            other.CategoryKey,
            other.Channel,
            other.UnitCode,
            other.ReportedMinute,
            other.Path
        );
}

internal sealed class CasePathTable : IEntityTypeConfiguration<CasePath>
{
    public void Configure(EntityTypeBuilder<CasePath> row)
    {
        row.ToTable("indicators_path");
        row.HasKey(p => new { p.DistrictId, p.CaseId });
        row.Property(p => p.AreaCode).HasMaxLength(17);
        row.Property(p => p.CategoryKey).HasMaxLength(60);
        row.Property(p => p.UnitCode).HasMaxLength(32);
        row.Property(p => p.Path).HasMaxLength(CasePath.Longest);
        row.HasIndex(p => new { p.DistrictId, p.ReportedOn });
    }
}

/// <summary>One place on the line of a case. 历程一站</summary>
/// <param name="What">A state's letter, or <see cref="PathText.Answer"/>, <see cref="PathText.Arrival"/>.</param>
/// <param name="At">Whole minutes after the report.</param>
public readonly record struct Stop(char What, int At);

/// <summary>Writes and reads the line of a case: <c>R0F12a12D15H40v55N300K320X330</c>. 历程线写法</summary>
/// <remarks>A capital letter is the state that is entered, a small one something that happens without a change of state. Letters never change their meaning.</remarks>
public static class PathText
{
    /// <summary>First answer to the reporters.</summary>
    public const char Answer = 'a';

    /// <summary>First arrival on the spot.</summary>
    public const char Arrival = 'v';

    /// <summary>Most stops that are read of one line.</summary>
    public const int MostStops = CasePath.Longest / 2;

    private const string Letters = "RCFDHSNKXEWTJV"; // in the order of CaseState

    /// <summary>Letters of states in which somebody still owes something.</summary>
    private const string Open = "RCFDHSNK";

    /// <summary>The letter of a state.</summary>
    public static char Of(CaseState state) => Letters[(int)state];

    /// <summary>State by letter, -1 for what is none: read some millions of times for one page.</summary>
    private static readonly sbyte[] States =
    [
        .. Enumerable.Range(0, 128).Select(c => (sbyte)Letters.IndexOf((char)c, StringComparison.Ordinal)),
    ];

    /// <summary>The state of a letter; null for what is none.</summary>
    public static CaseState? StateOf(char letter) => letter < States.Length && States[letter] is >= 0 and var at ? (CaseState)at : null;

    /// <summary>Whether the case is not over in this state.</summary>
    public static bool IsOpen(char letter) => letter < States.Length && States[letter] is >= 0 and var at && Opens[at];

    private static readonly bool[] Opens = [.. Letters.Select(l => Open.Contains(l, StringComparison.Ordinal))];

    /// <summary>Whole minutes since 1970-01-01 UTC.</summary>
    public static int MinuteOf(DateTime utc) => (int)((utc.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMinute);

    /// <summary>The line of a case.</summary>
    public static string Of(CaseHistory one)
    {
        var began = MinuteOf(one.CreatedAt);
        var (text, last, answered, arrived) = (new StringBuilder("R0"), 0, false, false);
        Stop? dropped = null;
        foreach (var move in one.Moves)
        {
            last = Math.Max(last, MinuteOf(move.At) - began);
            if (!answered && move.IsAnswer)
                Add(Answer, ref answered);
            if (!arrived && move.Action == CaseAction.Arrive)
                Add(Arrival, ref arrived);
            if (move.To != move.From || move.Action == CaseAction.Reassign)
            {
                var isRoom = text.Length < CasePath.Longest - 40;
                dropped = isRoom ? null : new Stop(Of(move.To), last);
                if (isRoom)
                    Write(Of(move.To));
                arrived &= move.To != CaseState.Dispatched; // somebody who looked before the dispatch has not come for it
            }
        }
        if (dropped is { } end)
            text.Append(CultureInfo.InvariantCulture, $"{end.What}{end.At}");
        return text.ToString();

        void Add(char what, ref bool once)
        {
            once = true;
            Write(what);
        }
        void Write(char what) => text.Append(what).Append(last.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Reads a line; what makes no sense ends it.</summary>
    /// <returns>How many stops were read.</returns>
    public static int Read(ReadOnlySpan<char> path, Span<Stop> stops)
    {
        var (count, i) = (0, 0);
        while (i < path.Length && count < stops.Length && char.IsAsciiLetter(path[i]))
        {
            var (what, at) = (path[i++], 0);
            while (i < path.Length && char.IsAsciiDigit(path[i]))
                at = at * 10 + (path[i++] - '0');
            stops[count++] = new Stop(what, at);
        }
        return count;
    }
}
