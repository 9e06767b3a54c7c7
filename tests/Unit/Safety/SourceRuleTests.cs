using System.Text.RegularExpressions;
using Gezhi.Web;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Safety;

/// <summary>Rules of safety that hold for every line of the product. A new exception is written here by somebody who has thought about it.</summary>
public sealed class SourceRuleTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>Where a secret is compared by ==, and why no clock can tell anything there.</summary>
    private static readonly string[] Compared =
    [
        "src/Council/Projects/KeepProject.cs: CodeHash == hash", // looked up by the hash of 12 random characters, within one project
        "src/Cases/Partners/AnswerCall.cs: SecretHash == hash", // looked up by the hash of 24 random characters
        "src/Identity/Invitations/Invite.cs: TokenHash == hash", // looked up by the hash of 30 random characters
        "src/Identity/Sessions/EnterFactor.cs: SecurityStamp == held.Stamp", // both ends come from us: the ticket is sealed
        "src/Identity/Sessions/Standings.cs: Stamp == ticket.Stamp", // as above
        "src/Cases/Contract/SourceKeys.cs: KeyHash == hash", // looked up by the hash of a random key
        "src/Identity/Invitations/JoinPage.razor: NewPassword == Input.Again", // typed twice by the same person
        "src/Identity/Me/PasswordPage.razor: NewPassword == Input.Again",
        "src/Cases/Rules/RuleShelf.cs: Stamp == stamp", // edition of the rule shelf: no secret
    ];

    /// <summary>Who may open a connection to elsewhere, and by whose word.</summary>
    private static readonly string[] Dialling =
    [
        "src/Identity/Notices/PushCarrier.cs", // browsers' endpoints, through CallbackAddress.Connect
        "src/Platform/Files/VirusScan.cs", // configuration of the operator
        "src/Platform/Notify/CallbackAddress.cs", // the guard itself
        "src/Platform/Notify/HttpSender.cs", // gateways: configuration of the operator
        "src/Platform/Notify/SmtpTalk.cs", // mail server: configuration of the operator
    ];

    /// <summary>Who reads a table, and where it is scanned before.</summary>
    private static readonly Dictionary<string, string> Scanned = new()
    {
        ["src/Cases/Catalogue/ConditionSheet.cs"] = "src/Cases/Catalogue/ConditionSheet.cs",
        ["src/Cases/Deadlines/KeepCalendar.cs"] = "src/Cases/Deadlines/CalendarPage.razor",
        ["src/Cases/Importing/KeepImports.cs"] = "src/Cases/Importing/KeepImports.cs",
        ["src/Cases/Rules/Sheets/ImportRules.cs"] = "src/Cases/Rules/Sheets/ImportRules.cs",
        ["src/Council/Votes/KeepVotes.cs"] = "src/Council/Votes/KeepVotes.cs",
        ["src/Grids/Party/ImportParty.cs"] = "src/Grids/Party/ImportParty.cs",
        ["src/Registry/Importing/ImportTable.cs"] = "src/Registry/Importing/KeepImports.cs",
    };

    /// <summary>What a form or body may never say: who owns a row, of which district it is, in which state, or when it was made.</summary>
    private static readonly string[] NeverAsked =
    [
        "TenantId",
        "OwnerId",
        "CreatedBy",
        "CreatedAt",
        "UpdatedAt",
        "ActorId",
        "PasswordHash",
        "SecurityStamp",
        "ReceivedAt",
        "DecidedBy",
        "ApprovedBy",
        "IsAdmin",
    ];

    [Fact]
    public void Secrets_are_compared_in_constant_time()
    {
        var found = Sources
            .Lines()
            .SelectMany(l =>
                Regex
                    .Matches(
                        l.Line,
                        @"\b(?<left>\w*(?:Token|Secret|Signature|Proof|CodeHash|TokenHash|KeyHash|SecretHash|Password|Stamp|ApiKey|Hmac))\b\s*[!=]=\s*(?<right>[A-Za-z][\w.]*)",
                        RegexOptions.IgnoreCase,
                        Longest
                    )
                    .Where(m =>
                        m.Groups["right"].Value is not ("null" or "true" or "false")
                        && !m.Groups["right"].Value.StartsWith("JsonTokenType", StringComparison.Ordinal)
                    )
                    .Select(m => $"{l.Name}: {m.Value.Trim()}")
            )
            .Distinct()
            .ToList();

        found.Except(Compared).ShouldBeEmpty();
        found.Count.ShouldBeGreaterThan(3); // it looks
    }

    [Fact]
    public void Only_guarded_clients_dial_out() =>
        Sources
            .Code()
            .Where(f =>
                Regex.IsMatch(
                    f.Text,
                    @"new HttpClient\(|new\(\s*new SocketsHttpHandler|SocketsHttpHandler\s*\{|HttpClientHandler|AddHttpClient|IHttpClientFactory|\bTcpClient\b|new Socket\(|new SmtpClient|WebRequest\.Create|new ClientWebSocket",
                    RegexOptions.None,
                    Longest
                )
            )
            .Select(f => f.Name)
            .ShouldBe(Dialling, ignoreOrder: true);

    [Fact]
    public void Every_table_that_somebody_sent_is_scanned_before_it_is_read()
    {
        var readers = Sources
            .Code()
            .Where(f => Regex.IsMatch(f.Text, @"SheetReader\s*\.(?:Large)?Rows\(", RegexOptions.None, Longest))
            .Select(f => f.Name)
            .ToList();

        readers.ShouldBe(Scanned.Keys, ignoreOrder: true);
        foreach (var (reader, door) in Scanned)
            Sources.Code().Single(f => f.Name == door).Text.ShouldMatch(@"[sS]can\.Demand\(", $"{reader} reads what {door} takes in");
    }

    [Fact]
    public void No_command_asks_for_what_only_the_server_knows()
    {
        var commands = Modules
            .Assemblies.SelectMany(a => a.GetTypes())
            .Where(t => t.IsNested && t.Name is "Command" or "Form" or "Draft" or "Body" && !t.IsEnum)
            .ToList();

        commands.Count.ShouldBeGreaterThan(60);
        commands
            .SelectMany(t =>
                t.GetProperties().Where(p => NeverAsked.Contains(p.Name)).Select(p => $"{t.DeclaringType?.Name}.{t.Name}.{p.Name}")
            )
            .ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_reads_xml_that_somebody_sent_but_the_readers_of_workbooks() =>
        Sources
            .Code()
            .Where(f =>
                Regex.IsMatch(
                    f.Text,
                    @"\b(?:XmlReader|XmlDocument|XDocument|XElement|XPathDocument|XmlSerializer|XslCompiledTransform)\b(?!\.Escape)",
                    RegexOptions.None,
                    Longest
                )
            )
            .Where(f => !f.Text.Contains("XmlWriter", StringComparison.Ordinal))
            .Select(f => f.Name)
            .ShouldBeEmpty();

    [Fact]
    public void No_page_writes_unescaped_text() =>
        Sources
            .Code()
            .Where(f =>
                Regex.IsMatch(
                    f.Text,
                    @"new MarkupString|\(MarkupString\)|HtmlString|Html\.Raw|AddMarkupContent\(",
                    RegexOptions.None,
                    Longest
                )
            )
            .Select(f => f.Name)
            .ShouldBe(Unescaped, ignoreOrder: true);

    /// <summary>Markup of our own: icons, and pictures drawn by the server from numbers.</summary>
    private static readonly string[] Unescaped =
    [
        "src/Platform/Ui/Icon.razor",
        "src/Grids/Contract/MapPicture.cs", // numbers and drawn lines alone
        "src/Web/Shell/FieldAppPage.razor", // the program's own texts, the same for everybody
    ];

    [Fact]
    public void Every_csv_is_written_cell_by_cell_by_the_one_writer_that_stops_formulas() =>
        Sources
            .Code()
            .Where(f => f.Text.Contains("text/csv", StringComparison.Ordinal))
            .Where(f =>
                !Regex.IsMatch(
                    f.Text,
                    @"CsvText\.|WriteCsv|ExportAudit|\.Csv\(|\.List\(|compression\.MimeTypes|isCsv|anchors-",
                    RegexOptions.None,
                    Longest
                )
            )
            .Select(f => f.Name)
            .ShouldBeEmpty();

    [Fact]
    public void No_secret_stands_in_a_file_of_settings()
    {
        var said = Sources
            .Below("src", ".json")
            .Where(f => Path.GetFileName(f.Name).StartsWith("appsettings", StringComparison.Ordinal))
            .SelectMany(f =>
                Regex
                    .Matches(
                        f.Text,
                        "\"(?<name>[^\"]*(?:Password|Secret|Token|Key))\"\\s*:\\s*\"(?<value>[^\"]+)\"",
                        RegexOptions.IgnoreCase,
                        Longest
                    )
                    .Select(m => $"{f.Name}: {m.Groups["name"].Value}")
            );

        said.ShouldBeEmpty();
    }
}
