using System.Globalization;
using System.Security.Cryptography;
using Gezhi.Platform;
using Microsoft.AspNetCore.DataProtection;

namespace Gezhi.Identity.Sessions;

/// <summary>Words that the browser keeps for us for few minutes and cannot read or change. 短时令牌</summary>
internal sealed class ShortToken(IDataProtectionProvider keys, TimeProvider clock)
{
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    /// <param name="purpose">A token of one purpose is nothing under another.</param>
    public string Seal(string purpose, params ReadOnlySpan<string> words) =>
        Keys(purpose).Protect((clock.UtcNow + Life).Ticks.ToString(CultureInfo.InvariantCulture) + "\n" + string.Join('\n', words));

    /// <summary>The words; null when it is no token of ours, of another purpose, or too old.</summary>
    public string[]? Open(string purpose, string? token)
    {
        if (string.IsNullOrEmpty(token) || token.Length > 8000)
            return null;
        try
        {
            var words = Keys(purpose).Unprotect(token).Split('\n');
            return long.Parse(words[0], CultureInfo.InvariantCulture) > clock.UtcNow.Ticks ? words[1..] : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector Keys(string purpose) => keys.CreateProtector("gezhi.short-token", purpose);
}
