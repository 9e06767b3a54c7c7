using System.Reflection;
using Gezhi.Migrations;
using Gezhi.Platform.Protection;
using Gezhi.Web.Verbs;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Platform;

/// <summary>Every personal and every sealed column of the model says what it is for, by what right and until when.</summary>
public sealed class SensitiveTests
{
    /// <summary>Endings by which sealed fields and what stands beside them are called.</summary>
    private static readonly string[] Endings = ["Sealed", "Index", "Tail", "Mask", "Secret"];

    /// <summary>Parts of names of personal data.</summary>
    private static readonly string[] Personal = ["Phone", "CitizenId", "Contact", "BirthYear", "Neighbour"];

    /// <summary>Bytes and names that are no personal data, each with the reason.</summary>
    private static readonly Dictionary<string, string> Free = new()
    {
        ["AnchorBlock.Index"] = "a place in a row",
        ["ChannelSource.KeyTail"] = "of a machine's key",
        ["OneTimeCode.PhoneIndex"] = "a mark that lives a day",
        ["GovernmentLink.SubjectIndex"] = "a mark of the provider's name of an account",
        ["Seat.PublicPhone"] = "hangs on the wall",
        ["LegalChannel.Phone"] = "of an office",
    };

    [Fact]
    public void What_is_personal_or_sealed_declares_purpose_basis_and_end()
    {
        using var db = new SqliteDesign().CreateDbContext([]);
        var columns = db
            .Model.GetEntityTypes()
            .SelectMany(t => t.GetProperties().Select(p => (Name: $"{t.ClrType.Name}.{p.Name}", Of: p)))
            .Where(c => c.Of.PropertyInfo is not null)
            .ToList();
        var marked = columns.Where(c => c.Of.PropertyInfo!.GetCustomAttribute<SensitiveAttribute>() is not null).ToList();
        marked.Count.ShouldBeGreaterThan(40);
        marked
            .Where(c =>
                c.Of.PropertyInfo!.GetCustomAttribute<SensitiveAttribute>()
                    is not { Purpose.Length: > 3, What.Length: > 0, Until.Length: > 3 }
            )
            .Select(c => c.Name)
            .ShouldBeEmpty();

        columns
            .Where(c => c.Of.ClrType == typeof(byte[]) || c.Of.ClrType == typeof(string) || c.Of.ClrType == typeof(int?))
            .Where(c =>
                Endings.Any(e => c.Of.Name.EndsWith(e, StringComparison.Ordinal))
                || Personal.Any(p => c.Of.Name.Contains(p, StringComparison.Ordinal))
            )
            .Where(c => !c.Of.Name.EndsWith("Hash", StringComparison.Ordinal) && !Free.ContainsKey(c.Name))
            .Where(c => c.Of.PropertyInfo!.GetCustomAttribute<SensitiveAttribute>() is null)
            .Select(c => c.Name)
            .ShouldBeEmpty();
    }

    [Fact]
    public void Everything_that_the_code_seals_stands_on_the_model_and_turns_with_the_keys()
    {
        var sealing = Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(f => SealCall().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value.Split('.')[^1]))
            .Where(f => f is not ("field" or "column"))
            .Distinct()
            .ToList();
        sealing.Count.ShouldBeGreaterThan(10);
        var declared = Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(f => Declaration().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value.Split('.')[^1]))
            .ToHashSet();
        sealing
            .Where(f => !declared.Contains(f))
            .ShouldBeEmpty("sealed under a name that no [Sensitive(Field = …)] carries: it would be lost when its key is withdrawn");

        using var db = new SqliteDesign().CreateDbContext([]);
        new SealedModel(db.Model, []).Tables.Sum(t => t.Columns.Count).ShouldBeGreaterThan(25);
    }

    [Fact]
    public void The_register_in_the_documents_is_the_one_of_the_model() =>
        File.ReadAllText(Path.Combine(Repository.Root, "docs", "api", "data-register.md")).ShouldBe(WriteDocs.DataRegisterPage());

    private static System.Text.RegularExpressions.Regex SealCall() => new(@"\bcipher\.Seal(?:Bytes)?\(\s*[^,()]+,\s*([\w.]+),");

    private static System.Text.RegularExpressions.Regex Declaration() => new(@"\bField = ([\w.]+)");
}
