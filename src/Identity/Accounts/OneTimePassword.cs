using System.Security.Cryptography;

namespace Gezhi.Identity.Accounts;

/// <summary>A password that is shown once and replaced at the first sign-in. 一次性口令</summary>
internal static class OneTimePassword
{
    // No 0 O 1 l I: it is read aloud and copied from paper. 12 characters of 54 are 69 bits.
    private const string Letters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /// <summary>For example <c>Kt7m-Qp3w-Xz9d</c>; passes the password rule.</summary>
    public static string New(string userName)
    {
        while (true)
        {
            var groups = Enumerable.Range(0, 3).Select(_ => RandomNumberGenerator.GetString(Letters, 4));
            var password = string.Join('-', groups);
            if (PasswordRule.Problem(userName, password) is null)
                return password;
        }
    }
}
