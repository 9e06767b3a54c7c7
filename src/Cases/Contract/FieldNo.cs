using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Gezhi.Cases.Contract;

/// <summary>Own number of what somebody noted on foot: the day and five characters, e.g. 20260305-K7M2Q. 现场编号</summary>
/// <remarks>The number of an inspection and of its notice looks the same. It finds the case; it is no secret and opens nothing.</remarks>
public static class FieldNo
{
    private const int Length = 5;
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>A number of its own: 33 million a day.</summary>
    /// <param name="day">Local day on which it was noted.</param>
    public static string New(DateOnly day) => Of(day, RandomNumberGenerator.GetBytes(Length));

    /// <summary>The number of one entry: however often the entry comes, it is the same.</summary>
    /// <param name="day">Local day on which it was noted.</param>
    /// <param name="key">What tells the entry from all others; null: nothing does, and the number is a new one.</param>
    public static string Of(DateOnly day, string? key) => key is null ? New(day) : Of(day, SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private static string Of(DateOnly day, ReadOnlySpan<byte> bytes)
    {
        var no = new StringBuilder(day.ToString("yyyyMMdd", CultureInfo.InvariantCulture)).Append('-');
        foreach (var one in bytes[..Length])
            no.Append(Alphabet[one % Alphabet.Length]);
        return no.ToString();
    }
}
