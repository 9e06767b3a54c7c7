using Gezhi.Platform.Notify;
using Gezhi.Platform.Protection;
using Microsoft.Extensions.Configuration;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Platform;

public sealed class MessageFileTests
{
    [Fact]
    public async Task The_file_of_messages_is_readable_by_its_owner_only_and_keeps_every_line()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("file modes are a matter of Unix");
            return;
        }
        var folder = Directory.CreateTempSubdirectory("gezhi-messages-").FullName;
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Storage:Root"] = folder })
            .Build();
        using var sender = new FileMessageSender(new StorageRoot(configuration), TimeProvider.System);

        await sender.Send("sms", "13800000000", "您好", TestContext.Current.CancellationToken);
        await sender.Send("sms", "13800000001", "再见", TestContext.Current.CancellationToken);

        var file = Path.Combine(folder, "messages.jsonl");
        File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        (await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken)).Length.ShouldBe(2);
    }
}
