using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Gezhi.Cases.CasePages;

/// <summary>Where a list goes on: the last row seen, not a page number. 翻页位置</summary>
/// <param name="At">UTC, milliseconds: creation in lists by age, stage deadline in the queue.</param>
/// <param name="Id">The case.</param>
/// <param name="IsUrgent">Only the queue sorts by it.</param>
public readonly record struct CaseCursor(DateTime At, Guid Id, bool IsUrgent = false)
{
    /// <summary>As it stands in addresses.</summary>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(IsUrgent ? "u" : "")}{new DateTimeOffset(At, TimeSpan.Zero).ToUnixTimeMilliseconds()}.{Id:N}"
        );

    /// <summary>Anything that is not a cursor begins at the start.</summary>
    public static CaseCursor? Read(string? text) => TryRead(text, out var cursor) ? cursor : null;

    private static bool TryRead([NotNullWhen(true)] string? text, out CaseCursor cursor)
    {
        cursor = default;
        if (text is not { Length: > 33 and < 60 } || text.IndexOf('.', StringComparison.Ordinal) is var dot && dot < 1)
            return false;
        var isUrgent = text[0] == 'u';
        if (
            !long.TryParse(text.AsSpan(isUrgent ? 1 : 0, dot - (isUrgent ? 1 : 0)), CultureInfo.InvariantCulture, out var ms)
            || ms is < 0 or > 253402300799999
            || !Guid.TryParseExact(text[(dot + 1)..], "N", out var id)
        )
            return false;
        cursor = new CaseCursor(DateTimeOffset.FromUnixTimeMilliseconds(ms).UtcDateTime, id, isUrgent);
        return true;
    }
}
