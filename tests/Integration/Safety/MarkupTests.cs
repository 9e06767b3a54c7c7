using System.Reflection;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using CsvHelper;
using Gezhi.Platform.Actors;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Safety;

/// <summary>Markup and formulas in every text field of every table, of every address and of every form: on no page do they become more than text.</summary>
public sealed class MarkupTests
{
    /// <summary>Ends a cell, an attribute, a title, a script and a text box, and would be an element with a handler then.</summary>
    private const string Long = "=\"'></title></textarea></script></svg><xss-m onx=1>{{7*7}}${7*7}<!--\r\nX-Evil: 1";
    private const string Short = "=\"'><xss-m onx=1>";

    /// <summary>Texts by which the program finds its way: to change them breaks the row and shows nothing.</summary>
    private static readonly string[] Structural =
    [
        "Code",
        "Key",
        "Hash",
        "Kind",
        "Folder",
        "MediaType",
        "Url",
        "Endpoint",
        "Stamp",
        "UserName",
        "Json",
        "Path",
        "Culture",
        "Language",
        "Medium",
        "Handler",
        "Scope",
        "Zone",
        "Scheme",
        "No",
        "Codes",
        "Keys",
        "Kinds",
        "Number",
        "Words",
        "Fields",
        "Items",
        "Search",
        "Choices",
        "Area",
        "Areas",
        "Slug",
        "Months",
        "Days",
        "Hours",
        "Rule",
        "Sizes",
        "Version",
    ];

    private static readonly Lazy<Task<Town>> Poisoned = new(Start);

    /// <summary>A town with rows of every kind in it; its words are not those of the seed.</summary>
    internal static Task<Town> FullTown() => Poisoned.Value;

    [Fact]
    public async Task No_text_of_a_row_becomes_markup_on_any_page_or_runs_in_any_table()
    {
        var town = await Poisoned.Value;
        var ids = await SweepTests.RealIds(town, inside: "410103");
        var found = new Found();
        foreach (var (role, doors) in Reading(town))
        {
            using var person = await Somebody(town, role);
            foreach (var door in doors)
                await found.Look(person, door.Address(ids));
            foreach (var link in found.Links.Take(60).ToList())
                await found.Look(person, link);
            found.Links.Clear();
        }
        found.Wrong.ShouldBeEmpty();
        found.Pages.ShouldBeGreaterThan(120);
        found.WithPayload.ShouldBeGreaterThan(40, "the payload must be seen, as text");
        found.Tables.ShouldBeGreaterThan(3);
    }

    [Fact]
    public async Task No_word_of_an_address_becomes_markup()
    {
        var town = await Poisoned.Value;
        var ids = await SweepTests.RealIds(town, inside: "410103");
        var found = new Found();
        foreach (var (role, doors) in Reading(town))
        {
            using var person = await Somebody(town, role);
            foreach (var door in doors)
                if (Questions(door) is { Count: > 0 } names)
                    await found.Look(
                        person,
                        door.Address(ids)
                            + "?"
                            + string.Join('&', names.Select(n => $"{n}={Uri.EscapeDataString(n is "area" or "Area" ? Short : Long)}"))
                    );
        }
        found.Wrong.ShouldBeEmpty();
        found.Pages.ShouldBeGreaterThan(30);
    }

    [Fact]
    public async Task Every_form_filled_with_markup_answers_with_text()
    {
        var town = await Poisoned.Value;
        var ids = await SweepTests.RealIds(town, inside: "410103");
        var (found, sent) = (new Found(), 0);
        foreach (var (role, doors) in Reading(town).OrderBy(r => r.Role is Role.SecurityAdmin or Role.SystemAdmin)) // these could end a post
        {
            using var person = await Somebody(town, role);
            foreach (
                var door in doors.Where(d =>
                    d.Endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null
                    && d.Pattern is not ("/me" or "/me/password" or "/me/second-factor")
                )
            )
            {
                var address = door.Address(ids);
                if (await found.Look(person, address) is not { } page)
                    continue;
                foreach (
                    var form in page.QuerySelectorAll<IHtmlFormElement>("form[method=post]")
                        .Where(f => f.GetAttribute("action") != "/sign-out")
                        .Take(4)
                )
                {
                    var request = new HttpRequestMessage(
                        HttpMethod.Post,
                        form.GetAttribute("action") is { Length: > 0 } own ? own : address
                    )
                    {
                        Content = Filled(form),
                    };
                    sent++;
                    await found.Look(person, request);
                }
            }
        }
        found.Wrong.ShouldBeEmpty();
        sent.ShouldBeGreaterThan(60);
        found.WithPayload.ShouldBeGreaterThan(40, "what was typed comes back, as text");
    }

    /// <summary>The seed town with some reports, stopped, every free text of its database replaced, and started again: no cache knows the old words.</summary>
    private static async Task<Town> Start()
    {
        var root = Directory.CreateTempSubdirectory("gezhi-markup-").FullName;
        string[] settings = [$"--Storage:Root={root}", "--Demo:Reports=60"];
        List<(string Table, string Column, bool IsLong)> columns;
        await using (var first = await Town.Start(Engine.Sqlite, settings))
            columns = await first.With((_, db) => Task.FromResult(db.Model.GetEntityTypes().SelectMany(Columns).Distinct().ToList()));
        SqliteConnection.ClearAllPools();
        var (changed, kept) = (0, 0);
        await using (var database = new SqliteConnection($"Data Source={Directory.GetFiles(root, "*.db").Single()}"))
        {
            await database.OpenAsync();
            foreach (var (table, column, isLong) in columns)
            {
                await using var command = database.CreateCommand();
#pragma warning disable CA2100 // names of tables and columns come from the model
                command.CommandText =
                    $"UPDATE \"{table}\" SET \"{column}\" = $text WHERE \"{column}\" IS NOT NULL AND \"{column}\" <> '' AND \"{column}\" GLOB '*[^ -~]*' AND \"{column}\" NOT LIKE '{{%' AND \"{column}\" NOT LIKE '[%'";
#pragma warning restore CA2100
                command.Parameters.AddWithValue("$text", isLong ? Long : Short);
                try
                {
                    changed += await command.ExecuteNonQueryAsync() > 0 ? 1 : 0;
                }
                catch (SqliteException)
                {
                    kept++; // rows that are only ever appended, or a rule of the table
                }
            }
        }
        changed.ShouldBeGreaterThan(60);
        kept.ShouldBeLessThan(changed);
        return await Town.Start(Engine.Sqlite, settings);
    }

    private static IEnumerable<(string Table, string Column, bool IsLong)> Columns(IEntityType entity) =>
        entity.GetTableName() is { } table
            ? entity
                .GetProperties()
                .Where(p =>
                    p.ClrType == typeof(string)
                    && !p.IsKey()
                    && !p.IsForeignKey()
                    && !p.IsIndex()
                    && p.GetValueConverter() is null
                    && p.GetMaxLength() is null or >= 20
                    && !Structural.Any(s => p.Name.EndsWith(s, StringComparison.Ordinal))
                )
                .Select(p => (table, p.GetColumnName(), p.GetMaxLength() is null or >= 100))
            : [];

    /// <summary>Doors to look in at, with one who may; residents and everybody under null.</summary>
    private static IEnumerable<(Role? Role, List<Door> Doors)> Reading(Town town) =>
        Door.Of(town)
            .Where(d => d.Method == "GET" && !d.IsForResidents)
            .Where(d =>
                !d.Pattern.StartsWith("/dev/", StringComparison.Ordinal) && !d.Pattern.StartsWith("/demo/", StringComparison.Ordinal)
            )
            .Where(d => d.Pattern is not ("/centre/live" or "/emergency/live"))
            .GroupBy(d => d.IsPublic ? (Role?)null : Enum.GetValues<Role>().First(d.LetsIn))
            .Select(g => (g.Key, g.ToList()));

    private static async Task<HttpClient> Somebody(Town town, Role? role) => role is { } staff ? await town.As(staff) : town.Anybody();

    /// <summary>Names of the words that a page takes from its address, its own and those of its bases.</summary>
    private static List<string> Questions(Door door) =>
        door.Endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is { Type: var page }
            ?
            [
                .. page.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.FlattenHierarchy)
                    .Where(p => p.PropertyType == typeof(string))
                    .Select(p => (p, Asked: p.GetCustomAttribute<SupplyParameterFromQueryAttribute>()))
                    .Where(x => x.Asked is not null)
                    .Select(x => x.Asked!.Name ?? x.p.Name),
            ]
            : [];

    private static HttpContent Filled(IHtmlFormElement form)
    {
        var fields = new List<KeyValuePair<string, string>>();
        foreach (var element in form.QuerySelectorAll("input[name], select[name], textarea[name], button[name]"))
            switch (element)
            {
                case IHtmlInputElement { Type: "file" }:
                    break;
                case IHtmlInputElement { Type: "checkbox" or "radio" } box:
                    if (box.IsChecked)
                        fields.Add(new(box.Name!, box.Value));
                    break;
                case IHtmlInputElement { Type: "hidden" or "number" or "date" or "datetime-local" or "time" or "submit" } set:
                    fields.Add(new(set.Name!, set.Value.Length == 0 && set.Type == "number" ? "1" : set.Value));
                    break;
                case IHtmlInputElement text:
                    fields.Add(new(text.Name!, text.MaxLength is > 0 and < 100 ? Short : Long));
                    break;
                case IHtmlTextAreaElement words:
                    fields.Add(new(words.Name!, Long));
                    break;
                case IHtmlSelectElement choice:
                    fields.Add(new(choice.Name!, choice.Value ?? ""));
                    break;
                case IHtmlButtonElement button when fields.All(f => f.Key != button.Name):
                    fields.Add(new(button.Name!, button.Value ?? ""));
                    break;
            }
        if (form.GetAttribute("enctype") != "multipart/form-data")
            return new FormUrlEncodedContent(fields);
        return Form.With([.. fields.Select(f => (f.Key, f.Value))]);
    }

    /// <summary>What was seen, and what of it should not have been.</summary>
    private sealed class Found
    {
        private readonly HtmlParser parser = new();
        private readonly HashSet<string> seen = [];

        public List<string> Wrong { get; } = [];
        public List<string> Links { get; } = [];
        public int Pages { get; private set; }
        public int Tables { get; private set; }
        public int WithPayload { get; private set; }

        public Task<IHtmlDocument?> Look(HttpClient person, string address) =>
            Look(person, new HttpRequestMessage(HttpMethod.Get, address));

        public async Task<IHtmlDocument?> Look(HttpClient person, HttpRequestMessage request)
        {
            var where = $"{request.Method} {request.RequestUri}";
            request.Headers.Accept.ParseAdd("text/html");
            request.Headers.Accept.ParseAdd("*/*");
            using var answer = await person.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            var type = answer.Content.Headers.ContentType?.MediaType ?? "";
            if ((int)answer.StatusCode >= 500)
                Wrong.Add($"{where}: {(int)answer.StatusCode}");
            if (answer.Headers.Contains("X-Evil") || answer.Content.Headers.Contains("X-Evil"))
                Wrong.Add($"{where}: a header of the payload");
            if (answer.Headers.Location is { IsAbsoluteUri: true } led && led.Authority != person.BaseAddress!.Authority)
                Wrong.Add($"{where} → {led}");
            if (text.Contains("xss-m", StringComparison.Ordinal))
                WithPayload++;
            if (type is "text/csv")
                Table(where, text);
            else if (type is "image/svg+xml" or "application/xml" or "text/xml")
                Xml(where, text);
            else if (type is "text/html")
                return Page(where, text);
            return null;
        }

        private IHtmlDocument Page(string where, string text)
        {
            Pages++;
            var page = parser.ParseDocument(text);
            foreach (var element in page.All)
            {
                if (element.LocalName.StartsWith("xss", StringComparison.Ordinal))
                    Wrong.Add(
                        $"{where}: an element in {element.ParentElement?.OuterHtml[..Math.Min(160, element.ParentElement.OuterHtml.Length)]}"
                    );
                foreach (var attribute in element.Attributes)
                    if (
                        attribute.Name.StartsWith("on", StringComparison.Ordinal)
                        || attribute.Name.StartsWith("hx-on", StringComparison.Ordinal)
                        || (
                            attribute.Name is "href" or "src" or "action" or "formaction"
                            && attribute.Value.TrimStart().StartsWith("javascript:", StringComparison.OrdinalIgnoreCase)
                        )
                    )
                        Wrong.Add($"{where}: {attribute.Name}={attribute.Value}");
                if (
                    element is IHtmlScriptElement { Source: null or "" } script
                    && script.Type is null or "" or "text/javascript" or "module"
                )
                    Wrong.Add($"{where}: a script in the page");
                if (
                    element is IHtmlAnchorElement link
                    && link.GetAttribute("href") is ['/', not '/', ..] href
                    && href.Length < 200
                    && !href.StartsWith("/preferences", StringComparison.Ordinal)
                    && seen.Add(href.Split('?')[0])
                )
                    Links.Add(href);
            }
            return page;
        }

        private void Table(string where, string text)
        {
            Tables++;
            using var csv = CsvReader.Create(
                new StringReader(text.TrimStart('\uFEFF')),
                new CsvReaderOptions { HasHeader = false, FieldCountMismatch = CsvFieldCountHandling.Allow },
                true
            );
            while (csv.Read())
                for (var i = 0; i < csv.FieldCount; i++)
                    if (
                        csv.GetString(i) is { } cell
                        && cell.Length > 0
                        && "=+-@\t\r＝＋－＠".Contains(cell[0], StringComparison.Ordinal)
                        && !IsNumber(cell)
                    )
                        Wrong.Add($"{where}: the cell {cell[..Math.Min(40, cell.Length)]} runs");
        }

        /// <summary>A negative number, or the form in which long digits are kept from being rounded.</summary>
        private static bool IsNumber(string cell) =>
            double.TryParse(cell, System.Globalization.CultureInfo.InvariantCulture, out _)
            || (cell.StartsWith("=\"", StringComparison.Ordinal) && cell[2..].TrimEnd('"').All(char.IsAsciiLetterOrDigit));

        private void Xml(string where, string text)
        {
            try
            {
                var all = System.Xml.Linq.XDocument.Parse(text).Descendants().ToList();
                if (
                    all.Any(e =>
                        e.Name.LocalName is "xss-m" or "script"
                        || e.Attributes().Any(a => a.Name.LocalName.StartsWith("on", StringComparison.Ordinal))
                    )
                )
                    Wrong.Add($"{where}: markup in XML");
            }
            catch (System.Xml.XmlException e)
            {
                Wrong.Add($"{where}: {e.Message}");
            }
        }
    }
}
