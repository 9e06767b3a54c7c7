using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Identity;

namespace Gezhi.Identity.Accounts;

/// <summary>What a password must be: 8 to 64 characters, three of four kinds, none that everybody tries, not the user name, none of the last five. 口令规则</summary>
/// <remarks>GB/T 22239-2019, 8.1.4.1 asks for complexity and regular change; the numbers are common practice.</remarks>
internal sealed class PasswordRule : IPasswordValidator<Account>
{
    public const int Shortest = 8;
    public const int Longest = 64;

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password)
    {
        var problem =
            Problem(user.UserName, password ?? "") ?? (IsFormer(manager.PasswordHasher, user, password!) ? "password.former" : null);
        return Task.FromResult(problem is null ? IdentityResult.Success : IdentityResult.Failed(new IdentityError { Code = problem }));
    }

    /// <summary>Code of what is wrong with the password itself; null when nothing is.</summary>
    public static string? Problem(string userName, string password)
    {
        if (password.Length is < Shortest or > Longest)
            return "password.length";
        if (KindsOf(password) < 3)
            return "password.too-simple";
        if (CommonPasswords.Contains(password))
            return "password.common";
        return userName != "" && password.Contains(userName, StringComparison.OrdinalIgnoreCase) ? "password.like-name" : null;
    }

    /// <summary>Lower case, upper case, digits, everything else: how many of the four.</summary>
    private static int KindsOf(string password) =>
        (password.Any(char.IsAsciiLetterLower) ? 1 : 0)
        + (password.Any(char.IsAsciiLetterUpper) ? 1 : 0)
        + (password.Any(char.IsAsciiDigit) ? 1 : 0)
        + (password.Any(c => !char.IsAsciiLetterOrDigit(c)) ? 1 : 0);

    private static bool IsFormer(IPasswordHasher<Account> hasher, Account user, string password) =>
        user
            .FormerHashes.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Any(hash => hasher.VerifyHashedPassword(user, hash, password) != PasswordVerificationResult.Failed);
}

/// <summary>Refusals of ASP.NET Core Identity as ours.</summary>
internal static class IdentityResults
{
    /// <exception cref="InvalidInput">The result is a failure; the code names a text.</exception>
    public static void Demand(this IdentityResult result, string passwordField)
    {
        if (result.Succeeded)
            return;
        var code = result.Errors.First().Code;
        throw code switch
        {
            "DuplicateUserName" => new InvalidInput("UserName", "account.name-taken"),
            "InvalidUserName" => new InvalidInput("UserName", "account.name-form"),
            "PasswordMismatch" => new InvalidInput("CurrentPassword", "password.wrong"),
            _ when code.StartsWith("password.", StringComparison.Ordinal) => new InvalidInput(passwordField, code),
            _ => new InvalidOperationException("unexpected answer of the user manager: " + code),
        };
    }
}
